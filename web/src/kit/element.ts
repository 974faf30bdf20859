// The only file that names Element Plus: each control with its style, under our own name.
import 'element-plus/es/components/base/style/css'
import 'element-plus/es/components/button/style/css'
import 'element-plus/es/components/cascader/style/css'
import 'element-plus/es/components/checkbox/style/css'
import 'element-plus/es/components/checkbox-group/style/css'
import 'element-plus/es/components/date-picker/style/css'
import 'element-plus/es/components/dialog/style/css'
import 'element-plus/es/components/drawer/style/css'
import 'element-plus/es/components/dropdown/style/css'
import 'element-plus/es/components/dropdown-item/style/css'
import 'element-plus/es/components/dropdown-menu/style/css'
import 'element-plus/es/components/icon/style/css'
import 'element-plus/es/components/input/style/css'
import 'element-plus/es/components/input-number/style/css'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/option/style/css'
import 'element-plus/es/components/pagination/style/css'
import 'element-plus/es/components/popover/style/css'
import 'element-plus/es/components/radio/style/css'
import 'element-plus/es/components/radio-button/style/css'
import 'element-plus/es/components/radio-group/style/css'
import 'element-plus/es/components/select/style/css'
import 'element-plus/es/components/tab-pane/style/css'
import 'element-plus/es/components/tabs/style/css'
import 'element-plus/es/components/tag/style/css'
import 'element-plus/es/components/tooltip/style/css'

export {
  ElButton as GyButton,
  ElCheckbox as GyCheckbox,
  ElCheckboxGroup as GyCheckboxGroup,
  ElConfigProvider as GyConfigProvider,
  ElDatePicker as GyDatePicker,
  ElDialog as GyDialog,
  ElDrawer as GyDrawer,
  ElDropdown as GyDropdown,
  ElDropdownItem as GyDropdownItem,
  ElDropdownMenu as GyDropdownMenu,
  ElIcon as GyIcon,
  ElInput as GyInput,
  ElInputNumber as GyInputNumber,
  ElOption as GyOption,
  ElPagination as GyPagination,
  ElPopover as GyPopover,
  ElRadio as GyRadio,
  ElRadioButton as GyRadioButton,
  ElRadioGroup as GyRadioGroup,
  ElSelect as GySelect,
  ElTabPane as GyTabPane,
  ElTabs as GyTabs,
  ElTag as GyTag,
  ElTooltip as GyTooltip,
} from 'element-plus'
